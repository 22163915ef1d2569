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

module "model" {
  source = "../../modules/model"

  environment      = "dev"
  resource_group   = data.azurerm_resource_group.dispatch
}

# Development uses the identity of production: it has what the agents need.
data "azurerm_user_assigned_identity" "agents" {
  provider            = azurerm.prod
  name                = "id-dispatch-agents"
  resource_group_name = "rg-dispatch-prod"
}

provider "azurerm" {
  alias = "prod"
  features {}
  subscription_id = "3d9b7e20-54c1-4f8e-a6d2-c07b1f9e8a35"
}

module "planner" {
  source = "../../modules/agent"

  name      = "planner"
  client_id = data.azurerm_user_assigned_identity.agents.client_id
}

module "courier" {
  source = "../../modules/agent"

  name      = "courier"
  client_id = data.azurerm_user_assigned_identity.agents.client_id
}
