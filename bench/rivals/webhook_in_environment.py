import os

from alarm_text import alarm_text, post


def handler(event, context):
    post(os.environ["DOORAY_HOOK_URL"], alarm_text(event))
