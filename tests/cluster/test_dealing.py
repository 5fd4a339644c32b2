"""Which part is done next: in order, again where a worker was lost, and the first error in order is raised."""

from threading import Thread

import pytest

from bilingual.errors import ClusterError, DatasetError, ModelError
from bilingual.pipeline.engines.dealing import Dealing
from bilingual.pipeline.parts import Part


def parts(count: int) -> list[Part]:
    return [Part(number=number, name=f"{number:064x}", articles=3, characters=9) for number in range(count)]


class TestParts:
    def test_are_dealt_in_order_whatever_order_they_come_in(self):
        dealing = Dealing(parts(3)[::-1])
        assert [dealing.take().number for _ in range(3)] == [0, 1, 2]

    def test_are_dealt_again_before_others_when_their_worker_is_lost(self):
        dealing = Dealing(parts(3))
        first = dealing.take()
        dealing.take()
        dealing.lose(first, counts=True, last="killed")
        assert dealing.take() == first

    def test_are_waited_for_while_another_worker_may_be_lost(self):
        dealing, taken = Dealing(parts(1)), []
        part = dealing.take()
        waiting = Thread(target=lambda: taken.append(dealing.take()))
        waiting.start()
        dealing.lose(part, counts=True, last="killed")
        waiting.join(10)
        assert taken == [part]
        dealing.finish(part)
        assert dealing.take() is None and dealing.is_over

    def test_that_end_three_workers_are_given_up_and_named(self):
        dealing = Dealing(parts(2))
        for _ in range(3):
            dealing.lose(dealing.take(), counts=True, last="signal 9")
        assert dealing.take() is None
        with pytest.raises(
            ClusterError, match=r"part 000000000000 \(number 0, 3 articles\): 3 workers ended .* signal 9"
        ):
            dealing.refuse()

    def test_are_not_blamed_for_nodes_that_go(self):
        dealing = Dealing(parts(1))
        for _ in range(9):
            dealing.lose(dealing.take(), counts=False, last="node died")
        assert dealing.take() is not None


class TestErrors:
    def test_wait_for_the_parts_before_them_and_the_first_in_order_is_raised(self):
        dealing = Dealing(parts(4))
        first, second = dealing.take(), dealing.take()
        dealing.fail(second, ModelError("second"))
        assert not dealing.is_over
        dealing.fail(first, DatasetError("first"))
        assert dealing.is_over and dealing.take() is None
        with pytest.raises(DatasetError, match="first"):
            dealing.refuse()

    def test_let_a_part_before_them_be_dealt_again(self):
        dealing = Dealing(parts(4))
        first, second = dealing.take(), dealing.take()
        dealing.fail(second, ModelError("second"))
        dealing.lose(first, counts=True, last="killed")
        assert dealing.take() == first
        dealing.finish(first)
        with pytest.raises(ModelError, match="second"):
            dealing.refuse()

    def test_that_concern_no_part_come_before_all(self):
        dealing = Dealing(parts(2))
        dealing.fail(dealing.take(), ModelError("of a part"))
        dealing.end(ClusterError("no node"))
        with pytest.raises(ClusterError, match="no node"):
            dealing.refuse()
