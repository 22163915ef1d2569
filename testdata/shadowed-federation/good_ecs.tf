resource "aws_ecs_task_definition" "planner" {
  family        = "planner-agent"
  task_role_arn = aws_iam_role.planner.arn
  container_definitions = jsonencode([{
    name    = "planner-agent"
    image   = "example/planner:4"
    secrets = [{ name = "WEBHOOK_SECRET", valueFrom = aws_ssm_parameter.webhook.arn }]
  }])
}

resource "aws_iam_role" "planner" {
  name               = "planner"
  assume_role_policy = data.aws_iam_policy_document.trust.json
}

data "aws_iam_policy_document" "trust" {
  statement {
    actions = ["sts:AssumeRole"]
    principals {
      type        = "Service"
      identifiers = ["ecs-tasks.amazonaws.com"]
    }
  }
}

resource "aws_ssm_parameter" "webhook" {
  name = "/planner/webhook"
}
