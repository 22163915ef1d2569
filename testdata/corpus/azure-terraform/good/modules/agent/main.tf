terraform {
  required_providers {
    azurerm = {
      source  = "hashicorp/azurerm"
      version = "~> 4.40"
    }
    kubernetes = {
      source  = "hashicorp/kubernetes"
      version = "~> 2.38"
    }
  }
}

resource "azurerm_user_assigned_identity" "this" {
  name                = "id-dispatch-${var.name}-${var.environment}"
  resource_group_name = var.resource_group.name
  location            = var.resource_group.location

  tags = {
    owner = "dispatch"
  }
}

resource "azurerm_federated_identity_credential" "this" {
  name                = "aks"
  resource_group_name = var.resource_group.name
  parent_id           = azurerm_user_assigned_identity.this.id
  audience            = ["api://AzureADTokenExchange"]
  issuer              = var.oidc_issuer_url
  subject             = "system:serviceaccount:dispatch:${var.name}-agent"
}

resource "azurerm_role_assignment" "model" {
  scope                = var.model_account_id
  role_definition_name = "Cognitive Services OpenAI User"
  principal_id         = azurerm_user_assigned_identity.this.principal_id
}

resource "azurerm_role_assignment" "secret" {
  for_each = toset(var.secret_ids)

  scope                = each.value
  role_definition_name = "Key Vault Secrets User"
  principal_id         = azurerm_user_assigned_identity.this.principal_id
}

resource "kubernetes_service_account_v1" "this" {
  metadata {
    name      = "${var.name}-agent"
    namespace = "dispatch"

    annotations = {
      "azure.workload.identity/client-id" = azurerm_user_assigned_identity.this.client_id
    }
  }

  automount_service_account_token = false
}
