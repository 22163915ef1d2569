variable "name" {
  type = string
}

variable "statements" {
  type = list(object({
    actions   = list(string)
    resources = optional(list(string), ["*"])
  }))
  default = [{ actions = ["dynamodb:*"] }]
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

data "aws_iam_policy_document" "data" {
  dynamic "statement" {
    for_each = var.statements
    content {
      actions   = statement.value.actions
      resources = statement.value.resources
    }
  }
}

resource "aws_iam_role" "this" {
  name               = var.name
  assume_role_policy = data.aws_iam_policy_document.trust.json
}

resource "aws_iam_policy" "data" {
  name   = "${var.name}-data"
  policy = data.aws_iam_policy_document.data.json
}

resource "aws_iam_role_policy_attachment" "data" {
  role       = aws_iam_role.this.name
  policy_arn = aws_iam_policy.data.arn
}
