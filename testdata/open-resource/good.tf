resource "aws_vpc_endpoint_service" "memory" {
  acceptance_required = true
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
      Condition = { StringEquals = { "aws:PrincipalOrgID" = "o-3k9fq2x7za" } }
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
    special_group = "projectReaders"
  }
}

resource "google_cloud_run_v2_service_iam_member" "site" {
  name   = "site"
  role   = "roles/run.invoker"
  member = "allUsers"
}

resource "aws_lambda_permission" "bookings" {
  function_name = "bookings"
  action        = "lambda:InvokeFunction"
  principal     = "bedrock.amazonaws.com"
  source_arn    = "arn:aws:bedrock:eu-west-1:123456789012:agent/*"
}
