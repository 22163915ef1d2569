# One agent in two colours, of which the load balancer shows one.
resource "aws_iam_role" "orders" {
  name = "orders-agent"

  assume_role_policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Action = "sts:AssumeRole", Principal = { Service = "ecs-tasks.amazonaws.com" } }]
  })
}

resource "aws_iam_role_policy" "orders" {
  role = aws_iam_role.orders.id

  policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Action = ["s3:GetObject", "s3:PutObject"], Resource = "arn:aws:s3:::orders/*" }]
  })
}

resource "aws_ecs_task_definition" "orders" {
  for_each = { blue = "4.1.0", green = "4.2.0" }

  family                   = "orders-agent-${each.key}"
  requires_compatibilities = ["FARGATE"]
  network_mode             = "awsvpc"
  cpu                      = 512
  memory                   = 1024
  task_role_arn            = aws_iam_role.orders.arn

  container_definitions = jsonencode([{
    name      = "agent"
    image     = "123456789012.dkr.ecr.eu-west-1.amazonaws.com/orders-agent:${each.value}"
    command   = ["langgraph", "up"]
    essential = true
    environment = [
      { name = "MCP_SERVER_URL", value = "https://orders-mcp.shop.internal/mcp" },
    ]
    secrets = [
      { name = "OPENAI_API_KEY", valueFrom = "arn:aws:secretsmanager:eu-west-1:123456789012:secret:orders-agent-openai-a1b2c3" },
    ]
  }])
}
