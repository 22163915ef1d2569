terraform {
  required_version = ">= 1.9"
}

provider "azurerm" {
  features {}
  subscription_id = "8a4f2c61-0d3e-4b7a-9c58-1e6f70a2b3c4"
}

data "azurerm_resource_group" "dispatch" {
  name = "rg-dispatch-dev"
}

data "azurerm_kubernetes_cluster" "this" {
  name                = "aks-dev"
  resource_group_name = data.azurerm_resource_group.dispatch.name
}

data "azurerm_log_analytics_workspace" "this" {
  name                = "log-dev"
  resource_group_name = data.azurerm_resource_group.dispatch.name
}

module "model" {
  source = "../../modules/model"

  environment      = "dev"
  resource_group   = data.azurerm_resource_group.dispatch
  log_workspace_id = data.azurerm_log_analytics_workspace.this.id
}

module "planner" {
  source = "../../modules/agent"

  name             = "planner"
  environment      = "dev"
  resource_group   = data.azurerm_resource_group.dispatch
  oidc_issuer_url  = data.azurerm_kubernetes_cluster.this.oidc_issuer_url
  model_account_id = module.model.id
  secret_ids       = [azurerm_key_vault_secret.maps.resource_versionless_id]
}

module "courier" {
  source = "../../modules/agent"

  name             = "courier"
  environment      = "dev"
  resource_group   = data.azurerm_resource_group.dispatch
  oidc_issuer_url  = data.azurerm_kubernetes_cluster.this.oidc_issuer_url
  model_account_id = module.model.id
}
