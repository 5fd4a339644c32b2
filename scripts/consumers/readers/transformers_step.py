"""transformers: one step of `Seq2SeqTrainer` on `flat`, with a toy model and a tokenizer made of the texts."""

import tempfile

import torch
import transformers
from datasets import disable_progress_bars, load_dataset
from expected import expected, report
from tokenizers import Tokenizer, models, pre_tokenizers, trainers
from transformers import (
    DataCollatorForSeq2Seq,
    PreTrainedTokenizerFast,
    Seq2SeqTrainer,
    Seq2SeqTrainingArguments,
    T5Config,
    T5ForConditionalGeneration,
)

about = expected()
disable_progress_bars()
with tempfile.TemporaryDirectory() as folder:
    flat = load_dataset(str(about.dataset), "flat", split="train", cache_dir=folder)
    about.check_pairs({row["segment_id"]: (row["fr"], row["en"]) for row in flat}, "train")
    pieces = Tokenizer(models.BPE(unk_token="<unk>"))
    pieces.pre_tokenizer = pre_tokenizers.ByteLevel()
    special = ["<pad>", "</s>", "<unk>"]
    pieces.train_from_iterator([*flat["fr"], *flat["en"]], trainers.BpeTrainer(vocab_size=800, special_tokens=special))
    names = dict(zip(("pad_token", "eos_token", "unk_token"), special, strict=True))
    tokenizer = PreTrainedTokenizerFast(tokenizer_object=pieces, **names)
    config = T5Config(vocab_size=len(tokenizer), d_model=16, d_kv=8, d_ff=32, num_layers=1, num_heads=2,
                      decoder_start_token_id=0, pad_token_id=0, eos_token_id=1)  # fmt: skip
    model = T5ForConditionalGeneration(config)
    before = model.shared.weight.detach().clone()
    rows = flat.map(lambda row: tokenizer(row["fr"], text_target=row["en"]), remove_columns=flat.column_names)
    arguments = Seq2SeqTrainingArguments(folder, max_steps=1, per_device_train_batch_size=8, report_to=[], use_cpu=True,
                                         save_strategy="no", disable_tqdm=True, learning_rate=1e-2)  # fmt: skip
    collator = DataCollatorForSeq2Seq(tokenizer, model)
    done = Seq2SeqTrainer(model=model, args=arguments, train_dataset=rows, data_collator=collator).train()
    assert done.global_step == 1 and 0 < done.training_loss < 100, done
    assert not torch.equal(before, model.shared.weight)
report(transformers.__version__, f"flat: one step of Seq2SeqTrainer on {len(flat)} pairs")
