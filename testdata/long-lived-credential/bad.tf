resource "aws_iam_user" "agent" {
  name = "planner-agent"
}

resource "aws_iam_access_key" "agent" {
  user = aws_iam_user.agent.name
}

resource "google_service_account" "agent" {
  account_id = "planner-agent"
}

resource "google_service_account_key" "agent" {
  service_account_id = google_service_account.agent.name
}

resource "azuread_application" "agent" {
  display_name = "planner-agent"
}

resource "azuread_application_password" "agent" {
  application_id    = azuread_application.agent.id
  end_date_relative = "17520h"
}

resource "mongodbatlas_database_user" "planner" {
  username           = "planner-agent"
  password           = var.atlas_password
  project_id         = var.atlas_project
  auth_database_name = "admin"
  roles {
    role_name     = "readWrite"
    database_name = "memory"
  }
}
