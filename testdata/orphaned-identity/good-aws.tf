# One role runs a function, one is handed to whoever reads the output, one waits for
# another account, and one for pods.
locals {
  service = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Action = "sts:AssumeRole", Principal = { Service = "lambda.amazonaws.com" } }]
  })
}

resource "aws_iam_role" "summary" {
  name               = "summary-agent"
  assume_role_policy = local.service
}

resource "aws_iam_role" "shown" {
  name               = "transcript-agent"
  assume_role_policy = local.service
}

resource "aws_iam_role" "partner" {
  name = "partner-agent"

  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow", Action = "sts:AssumeRole", Principal = { AWS = "arn:aws:iam::210987654321:role/caller" }
      Condition = { StringEquals = { "sts:ExternalId" = "meetings-7f31" } }
    }]
  })
}

resource "aws_iam_role_policy" "all" {
  for_each = {
    summary = aws_iam_role.summary.id
    shown   = aws_iam_role.shown.id
    partner = aws_iam_role.partner.id
  }

  role = each.value

  policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Action = ["s3:GetObject"], Resource = "arn:aws:s3:::meetings/*" }]
  })
}

resource "aws_lambda_function" "summary" {
  function_name = "summary-agent"
  role          = aws_iam_role.summary.arn
  package_type  = "Image"
  image_uri     = "123456789012.dkr.ecr.eu-west-1.amazonaws.com/summary-agent:1.4.0"
}

output "transcript_role_arn" {
  value = aws_iam_role.shown.arn
}
