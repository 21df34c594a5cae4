"""Prints as JSON what exists in the AWS account behind AWS_ENDPOINT_URL."""

import json

import boto3


def client(service):
    return boto3.client(service)


def parameters():
    stacks = client("cloudformation").describe_stacks()["Stacks"]
    return [parameter for stack in stacks for parameter in stack.get("Parameters", [])]


def functions():
    awslambda = client("lambda")
    for function in awslambda.list_functions()["Functions"]:
        yield {**function, "Policy": function_policy(awslambda, function["FunctionName"])}


def function_policy(awslambda, name):
    try:
        return json.loads(awslambda.get_policy(FunctionName=name)["Policy"])
    except awslambda.exceptions.ResourceNotFoundException:
        return None


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


def queues():
    sqs = client("sqs")
    for url in sqs.list_queues().get("QueueUrls", []):
        yield {"Url": url, **sqs.get_queue_attributes(QueueUrl=url, AttributeNames=["All"])["Attributes"]}


def tables():
    dynamodb = client("dynamodb")
    return [dynamodb.describe_table(TableName=name)["Table"] for name in dynamodb.list_tables()["TableNames"]]


def keys():
    kms = client("kms")
    # AWS makes keys of its own for services that encrypt.
    managed = {
        alias.get("TargetKeyId")
        for alias in kms.list_aliases()["Aliases"]
        if alias["AliasName"].startswith("alias/aws/")
    }
    return [key["KeyArn"] for key in kms.list_keys()["Keys"] if key["KeyId"] not in managed]


def topics():
    sns = client("sns")
    for topic in sns.list_topics()["Topics"]:
        yield sns.get_topic_attributes(TopicArn=topic["TopicArn"])["Attributes"]


print(
    json.dumps(
        {
            "stacks": {
                stack["StackName"]: stack["StackStatus"]
                for stack in client("cloudformation").list_stacks()["StackSummaries"]
            },
            "parameters": parameters(),
            "functions": list(functions()),
            "rules": list(rules()),
            "logGroups": client("logs").describe_log_groups()["logGroups"],
            "roles": list(roles()),
            "buckets": [bucket["Name"] for bucket in client("s3").list_buckets()["Buckets"]],
            "secrets": [secret["Name"] for secret in client("secretsmanager").list_secrets()["SecretList"]],
            "queues": list(queues()),
            "mappings": client("lambda").list_event_source_mappings()["EventSourceMappings"],
            "topics": list(topics()),
            "subscriptions": client("sns").list_subscriptions()["Subscriptions"],
            "keys": keys(),
            "tables": tables(),
            "alarms": [alarm["AlarmName"] for alarm in client("cloudwatch").describe_alarms()["MetricAlarms"]],
            "buses": [
                bus["Name"] for bus in client("events").list_event_buses()["EventBuses"] if bus["Name"] != "default"
            ],
        },
        default=str,
    )
)
