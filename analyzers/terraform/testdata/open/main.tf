# Resources that everybody may use, and their twins that only look so.
resource "aws_opensearch_domain" "memory" {
  domain_name = "agent-memory"
}

resource "aws_opensearch_domain_policy" "memory" {
  domain_name     = aws_opensearch_domain.memory.domain_name
  access_policies = data.aws_iam_policy_document.search.json
}

data "aws_iam_policy_document" "search" {
  statement {
    actions   = ["es:*"]
    resources = ["*"]
    principals {
      type        = "AWS"
      identifiers = ["*"]
    }
  }
}

# Inside a network, or with fine-grained access control, that is the advice.
resource "aws_opensearch_domain" "inside" {
  domain_name     = "inside"
  access_policies = data.aws_iam_policy_document.search.json
  vpc_options {
    subnet_ids = var.subnets
  }
}

resource "aws_opensearch_domain" "fine" {
  domain_name     = "fine"
  access_policies = data.aws_iam_policy_document.search.json
  advanced_security_options {
    enabled = true
  }
}

resource "aws_elasticsearch_domain_policy" "elsewhere" {
  domain_name     = var.domain
  access_policies = data.aws_iam_policy_document.search.json
}

resource "aws_elasticsearch_domain" "office" {
  domain_name = "office"
  access_policies = jsonencode({
    Statement = [{
      Effect    = "Allow"
      Principal = "*"
      Action    = "es:ESHttp*"
      Resource  = "*"
      Condition = { IpAddress = { "aws:SourceIp" = ["198.51.100.0/24"] } }
    }]
  })
}

variable "subnets" {}
variable "domain" {}

resource "aws_secretsmanager_secret_policy" "keys" {
  secret_arn = aws_secretsmanager_secret.keys.arn
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow"
      Principal = { AWS = "*" }
      Action    = ["secretsmanager:GetSecretValue", "secretsmanager:DescribeSecret"]
      Resource  = "*"
    }]
  })
}

resource "aws_secretsmanager_secret" "keys" {
  name = "agents/keys"
}

resource "aws_sqs_queue_policy" "tasks" {
  queue_url = "https://sqs.eu-west-1.amazonaws.com/432198765012/tasks"
  policy    = <<EOF
{
  "Version": "2012-10-17",
  "Statement": [
    {"Effect": "Deny", "Principal": "*", "Action": "sqs:DeleteQueue", "Resource": "*"},
    {"Effect": "Allow", "Principal": "*", "Action": "sqs:SendMessage", "Resource": "*"},
    {"Effect": "Allow", "Principal": "*", "Action": "sqs:ReceiveMessage", "Resource": "*",
     "Condition": {"ArnEquals": {"aws:SourceArn": "arn:aws:sns:eu-west-1:432198765012:tasks"}}}
  ]
}
EOF
}

# The account's own root, and a topic as AWS makes it.
resource "aws_kms_key" "agents" {
  policy = jsonencode({
    Statement = [
      { Effect = "Allow", Principal = { AWS = "arn:aws:iam::432198765012:root" }, Action = "kms:*", Resource = "*" },
      {
        Effect    = "Allow", Principal = { AWS = "*" }, Action = ["kms:Decrypt"], Resource = "*"
        Condition = { StringEquals = { "kms:CallerAccount" = "432198765012" } }
      },
    ]
  })
}

resource "aws_kms_key" "world" {
  policy = jsonencode({
    Statement = [{ Effect = "Allow", Principal = { AWS = "*" }, Action = ["kms:Decrypt"], Resource = "*" }]
  })
}

resource "aws_sns_topic_policy" "tasks" {
  arn = "arn:aws:sns:eu-west-1:432198765012:tasks"
  policy = jsonencode({
    Statement = [{
      Effect    = "Allow"
      Principal = { AWS = "*" }
      Action    = ["SNS:Publish"]
      Resource  = "*"
      Condition = { StringEquals = { "AWS:SourceOwner" = "432198765012" } }
    }]
  })
}

# A published site is none of our business.
resource "aws_s3_bucket_policy" "site" {
  bucket = "site"
  policy = jsonencode({
    Statement = [{ Effect = "Allow", Principal = "*", Action = "s3:GetObject", Resource = "arn:aws:s3:::site/*" }]
  })
}

variable "principals" {
  default = ["*"]
}

resource "aws_vpc_endpoint_service" "database" {
  acceptance_required = false
  allowed_principals  = var.principals
}

resource "aws_vpc_endpoint_service" "asks" {
  acceptance_required = true
  allowed_principals  = ["*"]
}

resource "aws_vpc_endpoint_service" "one" {
  acceptance_required = false
  allowed_principals  = ["arn:aws:iam::432198765012:root"]
}

resource "aws_lambda_permission" "world" {
  function_name = "tool"
  action        = "lambda:InvokeFunction"
  principal     = "*"
}

resource "aws_lambda_permission" "org" {
  function_name    = "tool"
  action           = "lambda:InvokeFunction"
  principal        = "*"
  principal_org_id = var.org
}

resource "aws_lambda_permission" "url" {
  function_name          = "tool"
  action                 = "lambda:InvokeFunctionUrl"
  principal              = "*"
  function_url_auth_type = "NONE"
}

variable "org" {}

resource "google_bigquery_dataset" "history" {
  dataset_id = "history"
  access {
    role          = "OWNER"
    special_group = "projectOwners"
  }
  access {
    role          = "READER"
    special_group = "allAuthenticatedUsers"
  }
}

resource "google_bigquery_dataset_access" "world" {
  dataset_id = "other"
  role       = "WRITER"
  iam_member = "allUsers"
}

resource "google_pubsub_topic_iam_member" "tasks" {
  topic  = "tasks"
  role   = "roles/pubsub.publisher"
  member = "allAuthenticatedUsers"
}

resource "google_secret_manager_secret_iam_binding" "key" {
  secret_id = "key"
  role      = "roles/secretmanager.secretAccessor"
  members   = ["group:agents@acme.dev", "allUsers"]
}

resource "google_storage_bucket_iam_member" "site" {
  bucket = "site"
  role   = "roles/storage.objectViewer"
  member = "allUsers"
}

resource "google_cloud_run_v2_service_iam_member" "site" {
  name   = "site"
  role   = "roles/run.invoker"
  member = "allUsers"
}

# Clusters whose accounts need no role.
resource "google_container_cluster" "legacy" {
  name               = "legacy"
  enable_legacy_abac = true
}

resource "google_container_cluster" "rbac" {
  name               = "rbac"
  enable_legacy_abac = false
}

resource "azurerm_kubernetes_cluster" "off" {
  name                              = "off"
  role_based_access_control_enabled = false
}

resource "azurerm_kubernetes_cluster" "old" {
  name = "old"
  role_based_access_control {
    enabled = false
  }
}

resource "azurerm_kubernetes_cluster" "on" {
  name = "on"
  role_based_access_control {
    enabled = true
  }
}

resource "azurerm_kubernetes_cluster" "asked" {
  name                              = "asked"
  role_based_access_control_enabled = var.rbac
}

variable "rbac" {}
