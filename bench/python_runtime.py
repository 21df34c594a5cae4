"""Runs a Python handler against Lambda's Runtime API, with nothing imported that the handler would not need."""

import http.client
import importlib
import json
import os
import sys

sys.path.insert(0, os.environ["LAMBDA_TASK_ROOT"])
module, function = os.environ["_HANDLER"].split(".")
handle = getattr(importlib.import_module(module), function)
api = http.client.HTTPConnection(os.environ["AWS_LAMBDA_RUNTIME_API"])
invocations = "/2018-06-01/runtime/invocation/"
while True:
    api.request("GET", invocations + "next")
    asked = api.getresponse()
    event = json.loads(asked.read())
    result = json.dumps(handle(event, None))
    api.request("POST", invocations + asked.headers["Lambda-Runtime-Aws-Request-Id"] + "/response", result)
    api.getresponse().read()
