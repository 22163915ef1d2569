resource "aws_iam_role" "runtime" {
  name = "planner-runtime"
  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow"
      Action    = "sts:AssumeRole"
      Principal = { Service = "bedrock-agentcore.amazonaws.com" }
      Condition = { StringEquals = { "aws:SourceAccount" = "210987654321" } }
    }]
  })
}

resource "aws_iam_role_policy_attachment" "runtime" {
  role       = aws_iam_role.runtime.name
  policy_arn = "arn:aws:iam::aws:policy/AdministratorAccess"
}

resource "aws_bedrockagentcore_agent_runtime" "planner" {
  agent_runtime_name = "planner"
  role_arn           = aws_iam_role.runtime.arn
}
