# Version 2 of the provider makes a cluster without RBAC when nothing is said.
terraform {
  required_providers {
    azurerm = {
      source  = "hashicorp/azurerm"
      version = "~> 2.80.0"
    }
  }
}

resource "azurerm_kubernetes_cluster" "agents" {
  name                = "agents"
  location            = "westeurope"
  resource_group_name = "agents"
  dns_prefix          = "agents"

  default_node_pool {
    name       = "default"
    node_count = 2
    vm_size    = "Standard_D2_v2"
  }

  identity {
    type = "SystemAssigned"
  }
}
