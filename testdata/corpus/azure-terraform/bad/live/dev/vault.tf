resource "azurerm_key_vault" "dispatch" {
  name                       = "kv-dispatch-dev"
  resource_group_name        = data.azurerm_resource_group.dispatch.name
  location                   = data.azurerm_resource_group.dispatch.location
  tenant_id                  = data.azurerm_client_config.current.tenant_id
  sku_name                   = "standard"
  rbac_authorization_enabled = true
  purge_protection_enabled   = true
}

data "azurerm_client_config" "current" {}

resource "azurerm_key_vault_secret" "maps" {
  name         = "maps-token"
  key_vault_id = azurerm_key_vault.dispatch.id
  value        = "mt_9fKq7Lw2RzXv5Tn8Pb4Jc6Hy3Gd1Sa0Me"
}
