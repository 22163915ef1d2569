# Two runtimes on one role, one on its own, an engine without an account.
resource "aws_iam_role" "shared" {
  name               = "agents"
  assume_role_policy = data.aws_iam_policy_document.runtime.json
}

data "aws_iam_policy_document" "runtime" {
  statement {
    actions = ["sts:AssumeRole"]
    principals {
      type        = "Service"
      identifiers = ["bedrock-agentcore.amazonaws.com"]
    }
  }
}

locals {
  role = aws_iam_role.shared.arn
}

resource "aws_bedrockagentcore_agent_runtime" "planner" {
  agent_runtime_name = "planner"
  role_arn           = local.role
  environment_variables = {
    LOG_LEVEL = "info"
  }
}

resource "aws_bedrockagentcore_agent_runtime" "coder" {
  agent_runtime_name = "coder"
  role_arn           = aws_iam_role.shared.arn
}

resource "aws_bedrockagentcore_agent_runtime" "tools" {
  agent_runtime_name = "tools"
  role_arn           = var.tools_role
  protocol_configuration {
    server_protocol = "MCP"
  }
}

variable "tools_role" {
  type = string
}

resource "google_vertex_ai_reasoning_engine" "bare" {
  display_name = "bare"
  spec {
    agent_framework = "google-adk"
  }
}

resource "google_vertex_ai_reasoning_engine" "own" {
  display_name = "own"
  spec {
    identity_type = "AGENT_IDENTITY"
  }
}

resource "google_cloud_run_v2_service" "assistant" {
  name = "support-agent"
  template {
    containers {
      image = "europe-docker.pkg.dev/acme/agents/support:1.4"
      env {
        name = "ANTHROPIC_API_KEY"
        value_source {
          secret_key_ref {
            secret  = google_secret_manager_secret.anthropic.secret_id
            version = "3"
          }
        }
      }
    }
  }
}

resource "google_secret_manager_secret" "anthropic" {
  secret_id = "anthropic"
}

resource "aws_ecs_task_definition" "worker" {
  family        = "worker"
  task_role_arn = "arn:aws:iam::432198765012:role/worker"
  container_definitions = jsonencode([{
    name  = "worker"
    image = "acme/worker:7"
    environment = [
      { name = "OPENAI_BASE_URL", value = "https://models.acme.dev" },
    ]
    secrets = [
      { name = "OPENAI_API_KEY", valueFrom = aws_secretsmanager_secret.openai.arn },
    ]
  }])
}

resource "aws_secretsmanager_secret" "openai" {
  name = "agents/openai"
}

resource "kubernetes_service_account_v1" "reviewer" {
  metadata {
    name      = "reviewer"
    namespace = "agents"
    annotations = {
      "eks.amazonaws.com/role-arn" = aws_iam_role.shared.arn
    }
  }
}

resource "kubernetes_deployment_v1" "reviewer" {
  metadata {
    name      = "reviewer"
    namespace = "agents"
  }
  spec {
    template {
      spec {
        service_account_name = "reviewer"
        container {
          image = "acme/reviewer:2"
          env {
            name = "OPENAI_API_KEY"
            value_from {
              secret_key_ref {
                name = "openai"
                key  = "token"
              }
            }
          }
        }
      }
    }
  }
}

resource "azurerm_container_app" "helper" {
  name = "helper"
  identity {
    type         = "UserAssigned"
    identity_ids = [azurerm_user_assigned_identity.helper.id]
  }
}

resource "azurerm_user_assigned_identity" "helper" {
  name = "helper"
}

resource "aws_lambda_function" "off" {
  count         = 0
  function_name = "off"
  role          = aws_iam_role.shared.arn
}
