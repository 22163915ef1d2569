resource "google_vertex_ai_reasoning_engine" "planner" {
  display_name = "planner"
  region       = "europe-west1"
  spec {
    service_account = google_service_account.agents.email
  }
}

resource "google_vertex_ai_reasoning_engine" "writer" {
  display_name = "writer"
  region       = "europe-west1"
  spec {
    service_account = google_service_account.agents.email
  }
}

resource "google_service_account" "agents" {
  account_id = "agents"
  project    = "acme"
}

resource "azurerm_ai_foundry_project" "support" {
  name               = "support"
  location           = "westeurope"
  ai_services_hub_id = var.hub
  identity {
    type         = "UserAssigned"
    identity_ids = [azurerm_user_assigned_identity.agents.id]
  }
}

resource "azurerm_ai_foundry_project" "billing" {
  name               = "billing"
  location           = "westeurope"
  ai_services_hub_id = var.hub
  identity {
    type         = "UserAssigned"
    identity_ids = [azurerm_user_assigned_identity.agents.id]
  }
}

resource "azurerm_user_assigned_identity" "agents" {
  name                = "agents"
  location            = "westeurope"
  resource_group_name = "agents"
}

variable "hub" {}
