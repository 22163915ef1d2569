terraform {
  required_providers {
    aws = {
      source                = "hashicorp/aws"
      configuration_aliases = [aws.audit]
    }
  }
}

resource "aws_iam_user" "worker" {
  name = "worker"
}

resource "aws_iam_user" "auditor" {
  provider = aws.audit
  name     = "auditor"
}

resource "aws_iam_access_key" "auditor" {
  provider = aws.audit
  user     = aws_iam_user.auditor.name
}
