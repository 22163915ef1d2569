provider "grafana" {
  auth = "glsa_Zt7QmB2vXw9KcY4nLd8RjP5sHf3GaV6u_75111e59"
}

provider "vault" {
  token = var.vault_token
}

variable "vault_token" {
  sensitive = true
}

variable "db_password" {
  default = "vR7!mq2Zt9#xLw4K"
}

variable "placeholder_password" {
  default = "changeme"
}

variable "endpoint" {
  default = "https://models.acme.dev"
}

locals {
  settings = {
    openai_api_key = "sk-proj-Zt7QmB2vXw9KcY4nLd8RT3BlbkFJjP5sHf3GaV6uEo1iNx0y"
    model          = "gpt-4.1"
    max_tokens     = 4096
  }
}

resource "aws_db_instance" "memory" {
  password = var.db_password
}

resource "aws_lambda_function" "agent" {
  function_name = "agent"
  role          = "arn:aws:iam::432198765012:role/agent"
  environment {
    variables = {
      OPENAI_API_KEY  = local.settings.openai_api_key
      DATABASE_URL    = "postgres://agent:${var.db_password}@db.acme.dev/agent"
      GITHUB_TOKEN    = var.github_token
      SESSION_DB_NAME = "sessions"
    }
  }
}

variable "github_token" {
  sensitive = true
}

resource "helm_release" "gateway" {
  name = "gateway"
  set {
    name  = "auth.password"
    value = "kP8$wz3Yd6!nHc1Q"
  }
  set {
    name  = "image.tag"
    value = "1.2.3"
  }
}

resource "github_actions_secret" "worker" {
  repository      = "agents"
  secret_name     = "WORKER_API_KEY"
  plaintext_value = "hR6tWq2ZpL9vXc4BnM7sKd3Yf"
}
