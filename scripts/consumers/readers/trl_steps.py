"""TRL: one step of DPO on the preferences and one of SFT on the completions, with a toy model."""

import tempfile
from importlib.metadata import version

from datasets import disable_progress_bars, load_dataset
from expected import expected, report
from tokenizers import Tokenizer, models, pre_tokenizers, trainers
from transformers import GPT2Config, GPT2LMHeadModel, PreTrainedTokenizerFast
from trl import DPOConfig, DPOTrainer, SFTConfig, SFTTrainer

about = expected()
disable_progress_bars()


def tokenizer_of(texts: list[str]) -> PreTrainedTokenizerFast:
    pieces = Tokenizer(models.BPE())
    pieces.pre_tokenizer = pre_tokenizers.ByteLevel(add_prefix_space=False)
    alphabet = pre_tokenizers.ByteLevel.alphabet()
    trainer = trainers.BpeTrainer(vocab_size=800, special_tokens=["<eos>", "<pad>"], initial_alphabet=alphabet)
    pieces.train_from_iterator(texts, trainer)
    return PreTrainedTokenizerFast(tokenizer_object=pieces, eos_token="<eos>", pad_token="<pad>")


def train(trainer: type, config: type, name: str, folder: str) -> int:
    rows = load_dataset("json", data_files=str(about.export("train", name)), split="train", cache_dir=folder)
    tokenizer = tokenizer_of([text for row in rows for text in row.values()])
    model = GPT2LMHeadModel(GPT2Config(vocab_size=len(tokenizer), n_embd=16, n_layer=1, n_head=2, n_positions=1024))
    arguments = config(output_dir=folder, max_steps=1, per_device_train_batch_size=2, report_to=[], use_cpu=True,
                       save_strategy="no", disable_tqdm=True, bf16=False)  # fmt: skip
    model.save_pretrained(f"{folder}/model")  # DPO loads its reference from where the model is
    done = trainer(model=f"{folder}/model", args=arguments, train_dataset=rows, processing_class=tokenizer).train()
    assert done.global_step == 1 and 0 < done.training_loss < 100, done
    return len(rows)


with tempfile.TemporaryDirectory() as folder:
    for split in about.splits:
        edits = load_dataset("json", data_files=str(about.export(split, "trl-preference.jsonl")), split="train")
        wanted = {pair["id"]: (pair["en"], pair["machine_en"]) for pair in about.reviewed(split, "edited")}
        assert {row["id"]: (row["chosen"], row["rejected"]) for row in edits} == wanted
        told = load_dataset("json", data_files=str(about.export(split, "trl-completion.jsonl")), split="train")
        assert {row["id"]: row["completion"] for row in told} == {p["id"]: p["en"] for p in about.reviewed(split)}
    preferences = train(DPOTrainer, DPOConfig, "trl-preference.jsonl", folder)
    completions = train(SFTTrainer, SFTConfig, "trl-completion.jsonl", folder)
report(
    version("trl"), f"preferences: one step of DPO on {preferences}", f"completions: one step of SFT on {completions}"
)
