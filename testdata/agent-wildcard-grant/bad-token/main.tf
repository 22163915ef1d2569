resource "aws_bedrockagentcore_agent_runtime" "observer" {
  agent_runtime_name = "observer"
  role_arn           = aws_iam_role.observer.arn
  agent_runtime_artifact {
    container_configuration {
      container_uri = "123456789012.dkr.ecr.eu-west-1.amazonaws.com/observer:1"
    }
  }
  environment_variables = {
    DD_APP_KEY = datadog_application_key.observer.key
  }
}

resource "aws_iam_role" "observer" {
  name               = "observer"
  assume_role_policy = data.aws_iam_policy_document.trust.json
}

data "aws_iam_policy_document" "trust" {
  statement {
    actions = ["sts:AssumeRole"]
    principals {
      type        = "Service"
      identifiers = ["bedrock-agentcore.amazonaws.com"]
    }
    condition {
      test     = "StringEquals"
      variable = "aws:SourceAccount"
      values   = ["123456789012"]
    }
  }
}

# The agent holds the key, and with it everything that the key can do.
resource "datadog_application_key" "observer" {
  name = "observer-agent"
}
