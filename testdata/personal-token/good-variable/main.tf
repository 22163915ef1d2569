# Whose token the deployment gives, and from where, is not written here.
variable "github_token" {
  type      = string
  sensitive = true
}

resource "aws_iam_role" "agent" {
  name               = "fixer-agent"
  assume_role_policy = jsonencode({ Statement = [{ Effect = "Allow", Action = "sts:AssumeRole", Principal = { Service = "lambda.amazonaws.com" } }] })
}

resource "aws_lambda_function" "agent" {
  function_name = "fixer-agent"
  role          = aws_iam_role.agent.arn
  package_type  = "Image"
  image_uri     = "registry.example.com/agents/fixer:2"

  environment {
    variables = {
      OPENAI_BASE_URL          = "https://api.openai.com/v1"
      GITHUB_PAT      = var.github_token
    }
  }
}
