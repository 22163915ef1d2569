resource "aws_iam_role" "deployer" {
  name = "deploy-agent"
  assume_role_policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Action = "sts:AssumeRole", Principal = { Service = "ecs-tasks.amazonaws.com" } }]
  })
}

resource "aws_iam_role_policy" "deployer" {
  name = "deploy"
  role = aws_iam_role.deployer.id
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      { Effect = "Allow", Action = ["ecs:UpdateService"], Resource = "arn:aws:ecs:eu-west-1:210987654321:service/shop/*" },
      { Effect = "Allow", Action = ["iam:PassRole"], Resource = "arn:aws:iam::210987654321:role/shop-task", Condition = { StringEquals = { "iam:PassedToService" = "ecs-tasks.amazonaws.com" } } },
    ]
  })
}
