import pytest

pytest.register_assert_rewrite("tests.docs.running")  # so that a page's missing lines are shown
