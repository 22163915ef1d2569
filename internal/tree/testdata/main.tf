variable "name" {
  type    = string
  default = "agent-é"
}

resource "aws_iam_role" "agent" {
  name                 = "${var.name}-role"
  max_session_duration = 3600
  assume_role_policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", "Action" = "sts:AssumeRole" }]
  })
  description = <<-EOT
    Runs the agent.
    Nothing else.
  EOT
  tags = {
    env     = "dev"
    (local.k) = "x"
  }
}
