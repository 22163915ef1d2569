terraform {
  required_version = ">= 1.9"
}

provider "azurerm" {
  features {}
  subscription_id = "3d9b7e20-54c1-4f8e-a6d2-c07b1f9e8a35"
}

data "azurerm_resource_group" "dispatch" {
  name = "rg-dispatch-prod"
}

data "azurerm_kubernetes_cluster" "this" {
  name                = "aks-prod"
  resource_group_name = data.azurerm_resource_group.dispatch.name
}

module "model" {
  source = "../../modules/model"

  environment      = "prod"
  resource_group   = data.azurerm_resource_group.dispatch
}

resource "azurerm_user_assigned_identity" "agents" {
  name                = "id-dispatch-agents"
  resource_group_name = data.azurerm_resource_group.dispatch.name
  location            = data.azurerm_resource_group.dispatch.location
}

resource "azurerm_federated_identity_credential" "agents" {
  for_each = toset(["planner", "courier"])

  name                = each.key
  resource_group_name = data.azurerm_resource_group.dispatch.name
  parent_id           = azurerm_user_assigned_identity.agents.id
  audience            = ["api://AzureADTokenExchange"]
  issuer              = data.azurerm_kubernetes_cluster.this.oidc_issuer_url
  subject             = "system:serviceaccount:dispatch:${each.key}-agent"
}

data "azurerm_subscription" "current" {}

resource "azurerm_role_assignment" "agents" {
  scope                = data.azurerm_subscription.current.id
  role_definition_name = "Contributor"
  principal_id         = azurerm_user_assigned_identity.agents.principal_id
}

resource "azurerm_role_assignment" "vault" {
  scope                = data.azurerm_resource_group.dispatch.id
  role_definition_name = "Key Vault Secrets Officer"
  principal_id         = azurerm_user_assigned_identity.agents.principal_id
}

module "planner" {
  source = "../../modules/agent"

  name      = "planner"
  client_id = azurerm_user_assigned_identity.agents.client_id
}

module "courier" {
  source = "../../modules/agent"

  name      = "courier"
  client_id = azurerm_user_assigned_identity.agents.client_id
}

# One key for both, until the federation works.
resource "kubernetes_secret_v1" "openai" {
  metadata {
    name      = "azure-openai"
    namespace = "dispatch"
  }

  data = {
    key = module.model.key
  }
}
