"""Reads a JSON list of {"pattern", "event"} and prints what moto's EventBridge matcher says of each."""

import json
import sys

from moto.events.models import EventPattern

cases = json.load(sys.stdin)
print(json.dumps([EventPattern.load(json.dumps(case["pattern"])).matches_event(case["event"]) for case in cases]))
