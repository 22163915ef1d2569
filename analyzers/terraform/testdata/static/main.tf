# Credentials that stay where the platform or the vendor offers better.
resource "mongodbatlas_database_user" "app" {
  username           = "app"
  password           = var.password
  project_id         = var.project
  auth_database_name = "admin"
  roles {
    role_name     = "readWrite"
    database_name = "shop"
  }
  roles {
    role_name     = "readWrite"
    database_name = "admin"
  }
}

resource "mongodbatlas_database_user" "any" {
  username     = "any"
  password_wo  = var.password
  project_id   = var.project
  aws_iam_type = "NONE"
  roles {
    role_name     = "readWriteAnyDatabase"
    database_name = "admin"
  }
  scopes {
    name = "history"
    type = "CLUSTER"
  }
}

# A role of AWS, and a way in that is not known.
resource "mongodbatlas_database_user" "role" {
  username           = "arn:aws:iam::432198765012:role/planner"
  project_id         = var.project
  auth_database_name = "$external"
  aws_iam_type       = "ROLE"
  roles {
    role_name     = "atlasAdmin"
    database_name = "admin"
  }
}

resource "mongodbatlas_database_user" "chosen" {
  username     = "chosen"
  password     = var.password
  aws_iam_type = var.iam_type
  roles {
    role_name     = "read"
    database_name = "shop"
  }
}

variable "password" {}
variable "project" {}
variable "iam_type" {}

resource "azurerm_kubernetes_cluster" "principal" {
  name = "principal"
  service_principal {
    client_id     = var.client_id
    client_secret = var.client_secret
  }
}

resource "azurerm_kubernetes_cluster" "identity" {
  name = "identity"
  identity {
    type = "SystemAssigned"
  }
}

# Its secret is made, and judged, here.
resource "azurerm_kubernetes_cluster" "made" {
  name = "made"
  service_principal {
    client_id     = azuread_application.cluster.client_id
    client_secret = azuread_application_password.cluster.value
  }
}

resource "azuread_application" "cluster" {
  display_name = "cluster"
}

resource "azuread_application_password" "cluster" {
  application_id    = azuread_application.cluster.id
  end_date_relative = "720h"
}

variable "client_id" {}
variable "client_secret" {}

# Names of its own: no SDK reads them, so they do not come before the role.
resource "aws_lambda_function" "tool" {
  function_name = "tool"
  role          = aws_iam_role.tool.arn
  environment {
    variables = {
      access_key = "AKIAIOSFODNN7EXAMPLE"
      secret_key = "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY"
    }
  }
}

resource "aws_iam_role" "tool" {
  name               = "tool"
  assume_role_policy = jsonencode({ Statement = [{ Effect = "Allow", Action = "sts:AssumeRole", Principal = { Service = "lambda.amazonaws.com" } }] })
}

resource "aws_ecs_task_definition" "worker" {
  family        = "worker"
  task_role_arn = aws_iam_role.tool.arn
  container_definitions = jsonencode([{
    name    = "worker"
    image   = "acme/worker:7"
    secrets = [{ name = "AWS_SECRET_ACCESS_KEY", valueFrom = aws_ssm_parameter.key.arn }]
  }])
}

resource "aws_ssm_parameter" "key" {
  name = "/worker/key"
}

# No role to override, a mock, and another cloud's keys.
resource "aws_ecs_task_definition" "bare" {
  family = "bare"
  container_definitions = jsonencode([{
    name    = "bare"
    image   = "acme/bare:7"
    secrets = [{ name = "AWS_SECRET_ACCESS_KEY", valueFrom = aws_ssm_parameter.bare.arn }]
  }])
}

resource "aws_ssm_parameter" "bare" {
  name = "/bare/key"
}

resource "aws_lambda_function" "mock" {
  function_name = "mock"
  role          = aws_iam_role.tool.arn
  environment {
    variables = {
      AWS_ACCESS_KEY_ID     = "test"
      AWS_SECRET_ACCESS_KEY = "test"
    }
  }
}

resource "azurerm_container_app" "api" {
  name = "api"
  identity {
    type = "SystemAssigned"
  }
  template {
    container {
      image = "acme.azurecr.io/api:3"
      env {
        name        = "AZURE_CLIENT_SECRET"
        secret_name = "client-secret"
      }
      env {
        name        = "ARM_CLIENT_SECRET"
        secret_name = "deploy-secret"
      }
      env {
        name        = "AWS_SECRET_ACCESS_KEY"
        secret_name = "aws-secret"
      }
    }
  }
}

provider "aws" {
  alias      = "archive"
  access_key = "AKIAIOSFODNN7EXAMPLE"
  secret_key = "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY"
}

provider "aws" {
  alias                       = "local"
  access_key                  = "AKIAIOSFODNN7EXAMPLE"
  secret_key                  = "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY"
  skip_credentials_validation = true
}

provider "aws" {
  access_key = "mock_access_key"
  secret_key = "mock_secret_key"
}

provider "aws" {
  alias      = "given"
  access_key = var.access_key
  secret_key = var.secret_key
}

variable "access_key" {}
variable "secret_key" {}

# SecretIDs without an end, and with one of their own.
resource "vault_approle_auth_backend_role" "agent" {
  for_each  = toset(["planner", "coder"])
  role_name = each.key
  token_ttl = 900
}

resource "vault_approle_auth_backend_role_secret_id" "agent" {
  for_each   = toset(["planner", "coder"])
  role_name  = each.key
  depends_on = [vault_approle_auth_backend_role.agent]
}

resource "vault_approle_auth_backend_role" "once" {
  role_name = "once"
  token_ttl = 900
}

resource "vault_approle_auth_backend_role_secret_id" "once" {
  role_name = vault_approle_auth_backend_role.once.role_name
  num_uses  = 1
}

# The token Secret of an account, mounted, and a Secret that is none.
resource "kubernetes_service_account" "api" {
  metadata {
    name = "api"
  }
}

resource "kubernetes_deployment" "api" {
  metadata {
    name = "api"
  }
  spec {
    template {
      spec {
        service_account_name = "api"
        container {
          image = "acme/api:3"
        }
        volume {
          name = "token"
          secret {
            secret_name = "${kubernetes_service_account.api.default_secret_name}"
          }
        }
        volume {
          name = "tls"
          secret {
            secret_name = "api-tls"
          }
        }
      }
    }
  }
}

# One name on two mounts.
resource "vault_kubernetes_auth_backend_role" "reader_pods" {
  role_name                        = "reader"
  bound_service_account_names      = ["reader"]
  bound_service_account_namespaces = ["agents"]
  token_ttl                        = 3600
}

resource "vault_jwt_auth_backend_role" "reader_jobs" {
  backend    = "ci"
  role_name  = "reader"
  user_claim = "sub"
  token_ttl  = 3600
}

# Looked up, not made here.
data "google_service_account" "indexer" {
  account_id = "indexer"
}

resource "google_project_iam_member" "indexer" {
  project = "p-4711"
  role    = "roles/editor"
  member  = "serviceAccount:${data.google_service_account.indexer.email}"
}
