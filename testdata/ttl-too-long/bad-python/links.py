import boto3


def share(key):
    return boto3.client("s3").generate_presigned_url("get_object", Params={"Bucket": "reports", "Key": key}, ExpiresIn=7 * 24 * 3600)
