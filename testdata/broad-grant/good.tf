resource "aws_iam_policy" "retrieve" {
  name = "planner-retrieve"
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect   = "Allow"
      Action   = ["bedrock:Retrieve"]
      Resource = "arn:aws:bedrock:eu-west-1:210987654321:knowledge-base/PLANS01"
    }]
  })
}
