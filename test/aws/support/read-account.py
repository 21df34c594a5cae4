"""Prints as JSON what exists in the AWS account behind AWS_ENDPOINT_URL."""

import json

import boto3


def client(service):
    return boto3.client(service)


def functions():
    awslambda = client("lambda")
    for function in awslambda.list_functions()["Functions"]:
        policy = json.loads(awslambda.get_policy(FunctionName=function["FunctionName"])["Policy"])
        yield {**function, "Policy": policy}


def rules():
    events = client("events")
    for bus in events.list_event_buses()["EventBuses"]:
        for rule in events.list_rules(EventBusName=bus["Name"])["Rules"]:
            targets = events.list_targets_by_rule(Rule=rule["Name"], EventBusName=bus["Name"])["Targets"]
            yield {**rule, "Targets": targets}


def roles():
    iam = client("iam")
    for role in iam.list_roles()["Roles"]:
        name = role["RoleName"]
        yield {
            "RoleName": name,
            "Arn": role["Arn"],
            "PolicyNames": iam.list_role_policies(RoleName=name)["PolicyNames"],
            "AttachedPolicies": iam.list_attached_role_policies(RoleName=name)["AttachedPolicies"],
        }


print(
    json.dumps(
        {
            "stacks": {
                stack["StackName"]: stack["StackStatus"]
                for stack in client("cloudformation").list_stacks()["StackSummaries"]
            },
            "functions": list(functions()),
            "rules": list(rules()),
            "logGroups": client("logs").describe_log_groups()["logGroups"],
            "roles": list(roles()),
            "buckets": [bucket["Name"] for bucket in client("s3").list_buckets()["Buckets"]],
            "secrets": [secret["Name"] for secret in client("secretsmanager").list_secrets()["SecretList"]],
            "queues": client("sqs").list_queues().get("QueueUrls", []),
            "topics": [topic["TopicArn"] for topic in client("sns").list_topics()["Topics"]],
            "tables": client("dynamodb").list_tables()["TableNames"],
            "alarms": [alarm["AlarmName"] for alarm in client("cloudwatch").describe_alarms()["MetricAlarms"]],
            "buses": [
                bus["Name"] for bus in client("events").list_event_buses()["EventBuses"] if bus["Name"] != "default"
            ],
        },
        default=str,
    )
)
