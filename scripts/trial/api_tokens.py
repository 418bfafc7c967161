"""Signs the requests of scripts/check-api, with one token after another."""

import itertools
import os

import schemathesis

tokens = itertools.cycle(os.environ["SOAT_API_TOKENS"].split(","))


@schemathesis.auth(cache_by_key=None, refresh_interval=None)
class Token:
    def get(self, case, context):
        return next(tokens)

    def set(self, case, data, context):
        if case.path.endswith("/sessions"):
            # No scope of a token reaches sessions; a browser's own script asks for them.
            case.headers = {**(case.headers or {}), "Cookie": "soat=" + os.environ["SOAT_API_SESSION"]}
            return
        case.headers = {**(case.headers or {}), "Authorization": f"Bearer {data}"}
