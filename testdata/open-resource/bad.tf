resource "aws_vpc_endpoint_service" "memory" {
  acceptance_required = false
  allowed_principals  = ["*"]
}

resource "aws_secretsmanager_secret_policy" "keys" {
  secret_arn = aws_secretsmanager_secret.keys.arn
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow"
      Principal = "*"
      Action    = "secretsmanager:GetSecretValue"
      Resource  = "*"
    }]
  })
}

resource "aws_secretsmanager_secret" "keys" {
  name = "planner-keys"
}

resource "google_bigquery_dataset" "history" {
  dataset_id = "history"
  access {
    role          = "READER"
    special_group = "allAuthenticatedUsers"
  }
}

resource "aws_lambda_permission" "bookings" {
  function_name = "bookings"
  action        = "lambda:InvokeFunction"
  principal     = "bedrock.amazonaws.com"
}
