import boto3

s3 = boto3.client("s3")


def share(key):
    return s3.generate_presigned_url("get_object", Params={"Bucket": "reports", "Key": key}, ExpiresIn=900)


def act(arn):
    return boto3.client("sts").assume_role(RoleArn=arn, RoleSessionName="agent", DurationSeconds=3600)
