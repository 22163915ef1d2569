# Keys of clouds that stand beside an identity.

resource "google_storage_hmac_key" "agent" {
  service_account_email = google_service_account.agent.email
}

resource "google_storage_hmac_key" "off" {
  service_account_email = google_service_account.agent.email
  state                 = "INACTIVE"
}

resource "google_service_account" "agent" {
  account_id = "agent"
  project    = "acme"
}

resource "azurerm_cognitive_account" "keys" {
  name                = "keys"
  location            = "westeurope"
  resource_group_name = "agents"
  kind                = "OpenAI"
  sku_name            = "S0"
}

resource "azurerm_cognitive_account" "keyless" {
  name                = "keyless"
  location            = "westeurope"
  resource_group_name = "agents"
  kind                = "AIServices"
  sku_name            = "S0"
  local_auth_enabled  = false
}

resource "azurerm_cognitive_account" "asked" {
  name                = "asked"
  location            = "westeurope"
  resource_group_name = "agents"
  kind                = "OpenAI"
  sku_name            = "S0"
  local_auth_enabled  = var.keys
}

variable "keys" {
  type = bool
}

resource "azurerm_cognitive_account" "speech" {
  name                = "speech"
  location            = "westeurope"
  resource_group_name = "agents"
  kind                = "SpeechServices"
  sku_name            = "S0"
}

resource "azurerm_container_registry" "admin" {
  name                = "admin"
  resource_group_name = "agents"
  location            = "westeurope"
  sku                 = "Basic"
  admin_enabled       = true
}

resource "azurerm_container_registry" "plain" {
  name                = "plain"
  resource_group_name = "agents"
  location            = "westeurope"
  sku                 = "Basic"
}

data "azurerm_storage_account_sas" "years" {
  connection_string = "${var.connection}"
  start             = "2026-01-01T00:00:00Z"
  expiry            = "2030-01-01T00:00:00Z"
}

data "azurerm_storage_account_sas" "hour" {
  connection_string = "${var.connection}"
  start             = timestamp()
  expiry            = timeadd(timestamp(), "1h")
}

variable "connection" {
  sensitive = true
}

resource "azuread_service_principal_certificate" "decade" {
  service_principal_id = azuread_service_principal.agent.id
  value                = file("agent.pem")
  end_date_relative    = "87600h"
}

resource "azuread_service_principal" "agent" {
  client_id = azuread_application.agent.client_id
}

resource "azuread_application" "agent" {
  display_name = "agent"
}
