import os

import boto3
from alarm_text import alarm_text, post

secret = boto3.client("secretsmanager").get_secret_value(SecretId=os.environ["WEBHOOK_SECRET_ID"])


def handler(event, context):
    post(secret["SecretString"], alarm_text(event))
