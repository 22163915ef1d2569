resource "aws_lambda_function" "concierge" {
  function_name = "concierge-agent"
  role          = aws_iam_role.concierge.arn
  package_type  = "Image"
  image_uri     = "123456789012.dkr.ecr.eu-west-1.amazonaws.com/concierge:1"
  environment {
    variables = {
      OPENAI_BASE_URL = "https://models.acme.example"
      OPENAI_API_KEY  = data.aws_secretsmanager_secret_version.model.secret_string
      MCP_SERVER_URL  = "https://tools.acme.example/mcp"
    }
  }
}

resource "aws_lambda_function_url" "concierge" {
  function_name      = aws_lambda_function.concierge.function_name
  authorization_type = "NONE"
}

data "aws_secretsmanager_secret_version" "model" {
  secret_id = "concierge/model"
}

resource "aws_iam_role" "concierge" {
  name               = "concierge"
  assume_role_policy = data.aws_iam_policy_document.trust.json
}

data "aws_iam_policy_document" "trust" {
  statement {
    actions = ["sts:AssumeRole"]
    principals {
      type        = "Service"
      identifiers = ["lambda.amazonaws.com"]
    }
  }
}

# Of what is no agent, everybody may well be a guest.
resource "aws_lambda_function" "site" {
  function_name = "site"
  role          = aws_iam_role.concierge.arn
}

resource "aws_lambda_function_url" "site" {
  function_name      = aws_lambda_function.site.function_name
  authorization_type = "NONE"
}
