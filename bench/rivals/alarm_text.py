"""What the classic handler says of a CloudWatch alarm that reaches it by SNS. Written for the benchmark."""

import json
import urllib.request


def alarm_text(event):
    alarm = json.loads(event["Records"][0]["Sns"]["Message"])
    if alarm["NewStateValue"] != "ALARM":
        return None
    names = {"root-alert": "root 계정"}
    return names.get(alarm["AlarmName"], alarm["AlarmName"]) + " 경보 발생하였습니다"


def post(hook, text):
    headers = {"content-type": "application/json"}
    data = json.dumps({"botName": "root-alert", "text": text}).encode()
    with urllib.request.urlopen(urllib.request.Request(hook, data, headers), timeout=5) as answer:
        return answer.status
