# Each agent has a role of its own, and becomes the third one for the length of a task, under its own name.
resource "aws_iam_role" "triage" {
  name               = "triage-agent"
  assume_role_policy = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = "sts:AssumeRole", Principal = { Service = "bedrock-agentcore.amazonaws.com" } }] })
}

resource "aws_iam_role_policy" "triage" {
  name   = "read-cases"
  role   = aws_iam_role.triage.id
  policy = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = "sts:AssumeRole", Resource = aws_iam_role.cases.arn }] })
}

resource "aws_bedrockagentcore_agent_runtime" "triage" {
  agent_runtime_name = "triage"
  role_arn           = aws_iam_role.triage.arn
  agent_runtime_artifact {
    container_configuration {
      container_uri = "123456789012.dkr.ecr.eu-west-1.amazonaws.com/triage:1.4.0"
    }
  }
  network_configuration {
    network_mode = "VPC"
  }
}

resource "aws_iam_role" "refund" {
  name               = "refund-agent"
  assume_role_policy = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = "sts:AssumeRole", Principal = { Service = "bedrock-agentcore.amazonaws.com" } }] })
}

resource "aws_iam_role_policy" "refund" {
  name   = "read-cases"
  role   = aws_iam_role.refund.id
  policy = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = "sts:AssumeRole", Resource = aws_iam_role.cases.arn }] })
}

resource "aws_bedrockagentcore_agent_runtime" "refund" {
  agent_runtime_name = "refund"
  role_arn           = aws_iam_role.refund.arn
  agent_runtime_artifact {
    container_configuration {
      container_uri = "123456789012.dkr.ecr.eu-west-1.amazonaws.com/refund:1.4.0"
    }
  }
  network_configuration {
    network_mode = "VPC"
  }
}

resource "aws_iam_role" "cases" {
  name               = "read-cases"
  assume_role_policy = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = "sts:AssumeRole", Principal = { AWS = [aws_iam_role.triage.arn, aws_iam_role.refund.arn] } }] })
}
