github_token = "ghp_Zt7QmB2vXw9KcY4nLd8RjP5sHf3GaV1WYc9J"
