from aws_cdk import Duration, Stack
from aws_cdk import aws_iam as iam
from aws_cdk import aws_lambda as lambda_
from aws_cdk import aws_rds as rds
from aws_cdk import aws_s3 as s3
from constructs import Construct


class ReportsStack(Stack):
    def __init__(self, scope: Construct, construct_id: str, cluster: rds.DatabaseCluster, reports: s3.Bucket, **kwargs) -> None:
        super().__init__(scope, construct_id, **kwargs)

        tables = lambda_.Function(
            self,
            "MakeTables",
            runtime=lambda_.Runtime.PYTHON_3_12,
            handler="tables.handler",
            code=lambda_.Code.from_asset("tables"),
            timeout=Duration.minutes(1),
        )
        statement = iam.PolicyStatement(actions=["rds-data:ExecuteStatement"], resources=[cluster.cluster_arn])
        tables.add_to_role_policy(statement)

        crawler = iam.Role(
            self,
            "CrawlerRole",
            assumed_by=iam.ServicePrincipal("glue.amazonaws.com"),
            managed_policies=[iam.ManagedPolicy.from_aws_managed_policy_name("service-role/AWSGlueServiceRole")],
        )
        reports.grant_read(crawler)
        # The bucket says who may use it: this is nobody's right.
        reports.add_to_resource_policy(iam.PolicyStatement(actions=["s3:*"], principals=[crawler], resources=["*"]))
