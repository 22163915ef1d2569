resource "aws_iam_policy" "retrieve" {
  name = "planner-retrieve"
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect   = "Allow"
      Action   = ["bedrock:InvokeModel", "bedrock:Retrieve"]
      Resource = "*"
    }]
  })
}
