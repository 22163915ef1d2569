terraform {
  required_providers {
    azurerm = {
      source  = "hashicorp/azurerm"
      version = "~> 4.40"
    }
  }
}

variable "environment" {
  type = string
}

variable "resource_group" {
  type = object({ name = string, location = string })
}

variable "log_workspace_id" {
  type = string
}

resource "azurerm_cognitive_account" "this" {
  name                          = "oai-dispatch-${var.environment}"
  resource_group_name           = var.resource_group.name
  location                      = var.resource_group.location
  kind                          = "OpenAI"
  sku_name                      = "S0"
  custom_subdomain_name         = "oai-dispatch-${var.environment}"
  local_auth_enabled            = false
  public_network_access_enabled = false
}

resource "azurerm_cognitive_deployment" "planner" {
  name                 = "gpt-4o"
  cognitive_account_id = azurerm_cognitive_account.this.id

  model {
    format  = "OpenAI"
    name    = "gpt-4o"
    version = "2024-11-20"
  }

  sku {
    name     = "Standard"
    capacity = 20
  }
}

resource "azurerm_monitor_diagnostic_setting" "this" {
  name                       = "audit"
  target_resource_id         = azurerm_cognitive_account.this.id
  log_analytics_workspace_id = var.log_workspace_id

  enabled_log {
    category_group = "audit"
  }
}

output "id" {
  value = azurerm_cognitive_account.this.id
}
