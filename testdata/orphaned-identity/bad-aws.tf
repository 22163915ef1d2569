# The function of the summaries is gone, its role is not.
resource "aws_iam_role" "summary" {
  name = "summary-agent"

  assume_role_policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Action = "sts:AssumeRole", Principal = { Service = "lambda.amazonaws.com" } }]
  })
}

resource "aws_iam_role_policy" "summary" {
  role = aws_iam_role.summary.id

  policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Action = ["s3:GetObject", "s3:PutObject"], Resource = "arn:aws:s3:::meetings/*" }]
  })
}

resource "aws_iam_role_policy_attachment" "summary" {
  role       = aws_iam_role.summary.name
  policy_arn = "arn:aws:iam::aws:policy/AmazonBedrockFullAccess"
}
