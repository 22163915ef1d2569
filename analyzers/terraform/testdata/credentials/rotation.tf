# Periods that are written together add up.
resource "time_rotating" "both" {
  rotation_days  = 30
  rotation_hours = 12
}

resource "azuread_application_password" "both" {
  application_id      = azuread_application.both.id
  display_name        = "planner"
  rotate_when_changed = { rotation = time_rotating.both.id }
}

resource "azuread_application" "both" {
  display_name = "planner"
}
