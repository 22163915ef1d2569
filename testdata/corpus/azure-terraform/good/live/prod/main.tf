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

data "azurerm_log_analytics_workspace" "this" {
  name                = "log-prod"
  resource_group_name = data.azurerm_resource_group.dispatch.name
}

module "model" {
  source = "../../modules/model"

  environment      = "prod"
  resource_group   = data.azurerm_resource_group.dispatch
  log_workspace_id = data.azurerm_log_analytics_workspace.this.id
}

module "planner" {
  source = "../../modules/agent"

  name             = "planner"
  environment      = "prod"
  resource_group   = data.azurerm_resource_group.dispatch
  oidc_issuer_url  = data.azurerm_kubernetes_cluster.this.oidc_issuer_url
  model_account_id = module.model.id
  secret_ids       = [azurerm_key_vault_secret.maps.resource_versionless_id]
}

module "courier" {
  source = "../../modules/agent"

  name             = "courier"
  environment      = "prod"
  resource_group   = data.azurerm_resource_group.dispatch
  oidc_issuer_url  = data.azurerm_kubernetes_cluster.this.oidc_issuer_url
  model_account_id = module.model.id
}
