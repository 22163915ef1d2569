# What is left of a grant under a boundary, a denial, or both.

resource "aws_iam_policy" "boundary" {
  name   = "boundary"
  policy = data.aws_iam_policy_document.boundary.json
}

data "aws_iam_policy_document" "boundary" {
  statement {
    actions   = ["*"]
    resources = ["*"]
  }
  statement {
    effect    = "Deny"
    actions   = ["iam:*", "organizations:*"]
    resources = ["*"]
  }
}

resource "aws_iam_role" "bounded" {
  name                 = "bounded"
  permissions_boundary = aws_iam_policy.boundary.arn
  assume_role_policy   = "{}"
  inline_policy {
    name   = "all"
    policy = jsonencode({ Statement = [{ Effect = "Allow", Action = "*", Resource = "*" }] })
  }
}

resource "aws_iam_role" "elsewhere" {
  name                 = "elsewhere"
  permissions_boundary = "arn:aws:iam::123456789012:policy/boundary"
  assume_role_policy   = "{}"
  inline_policy {
    name   = "all"
    policy = jsonencode({ Statement = [{ Effect = "Allow", Action = "s3:*", Resource = "*" }] })
  }
}

resource "aws_iam_role_policy_attachment" "elsewhere" {
  role       = aws_iam_role.elsewhere.name
  policy_arn = "arn:aws:iam::aws:policy/AdministratorAccess"
}

# The caller may bring a boundary, or none.
resource "aws_iam_role" "asked" {
  name                 = "asked"
  permissions_boundary = var.boundary
  assume_role_policy   = "{}"
  inline_policy {
    name   = "all"
    policy = jsonencode({ Statement = [{ Effect = "Allow", Action = "s3:*", Resource = "*" }] })
  }
}

variable "boundary" {
  default = null
}

resource "aws_iam_role" "denied" {
  name               = "denied"
  assume_role_policy = "{}"
  inline_policy {
    name = "denied"
    policy = jsonencode({ Statement = [
      { Effect = "Allow", Action = ["s3:*", "iam:PassRole"], Resource = "*" },
      { Effect = "Deny", Action = "iam:*", Resource = "*" },
      { Effect = "Deny", Action = "s3:*", Resource = "*", Condition = { Bool = { "aws:SecureTransport" = "false" } } },
    ] })
  }
}

# Every role to Lambda, and functions to be made: whatever those roles may do.
resource "aws_iam_role" "pair" {
  name               = "pair"
  assume_role_policy = "{}"
  inline_policy {
    name = "pair"
    policy = jsonencode({ Statement = [
      { Effect = "Allow", Action = "iam:PassRole", Resource = "*", Condition = { StringEquals = { "iam:PassedToService" = "lambda.amazonaws.com" } } },
      { Effect = "Allow", Action = ["lambda:CreateFunction", "lambda:InvokeFunction"], Resource = "*" },
    ] })
  }
}

resource "aws_iam_role" "half" {
  name               = "half"
  assume_role_policy = "{}"
  inline_policy {
    name = "half"
    policy = jsonencode({ Statement = [
      { Effect = "Allow", Action = "iam:PassRole", Resource = "*", Condition = { StringEquals = { "iam:PassedToService" = "lambda.amazonaws.com" } } },
      { Effect = "Allow", Action = "ecs:RegisterTaskDefinition", Resource = "*" },
    ] })
  }
}

resource "google_project_iam_custom_role" "deployer" {
  role_id     = "deployer"
  title       = "deployer"
  permissions = ["run.services.update", "iam.serviceAccounts.actAs"]
}

resource "google_project_iam_custom_role" "reader" {
  role_id     = "reader"
  title       = "reader"
  permissions = ["run.services.get"]
}

resource "google_project_iam_member" "deployer" {
  project = "acme"
  role    = google_project_iam_custom_role.deployer.name
  member  = google_service_account.agent.member
}

resource "google_project_iam_member" "reader" {
  project = "acme"
  role    = google_project_iam_custom_role.reader.id
  member  = "serviceAccount:${google_service_account.agent.email}"
}

resource "google_service_account" "agent" {
  account_id = "agent"
  project    = "acme"
}

data "google_iam_policy" "project" {
  binding {
    role    = "roles/editor"
    members = ["serviceAccount:${google_service_account.agent.email}", "user:ada@example.com"]
  }
  binding {
    role    = "roles/pubsub.publisher"
    members = ["allUsers"]
  }
}

resource "google_project_iam_policy" "project" {
  project     = "acme"
  policy_data = data.google_iam_policy.project.policy_data
}
