admin_password = "Wq4!tb8Xn2@kRs7D"
region         = "eu-west-1"
