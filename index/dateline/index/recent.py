"""The last answers of one generation, kept."""

import threading
from collections import OrderedDict
from collections.abc import Callable

from dateline.index.contract import Answer, Request

KEPT = 64


class Recent:
    """Answers as its function does, from memory where the same was asked lately; threads may share it."""

    def __init__(self, answer: Callable[[Request], Answer]) -> None:
        self._answer = answer
        self._kept: OrderedDict[str, Answer] = OrderedDict()
        self._guard = threading.Lock()

    def __call__(self, request: Request) -> Answer:
        name = repr(request)
        with self._guard:
            if name in self._kept:
                self._kept.move_to_end(name)
                return self._kept[name]
        answer = self._answer(request)
        with self._guard:
            self._kept[name] = answer
            while len(self._kept) > KEPT:
                self._kept.popitem(last=False)
        return answer
