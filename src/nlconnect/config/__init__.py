"""Logins, profiles, saved pulls and settings: what stands in `nlconnect.toml`, as values.

The file is the one NLCONNECT_CONFIG names, else the first `nlconnect.toml` found upwards from the working folder,
else the one in the user's configuration folder. Files are never merged.
"""

from __future__ import annotations

from nlconnect.config.login import login_of, texts_of
from nlconnect.config.reading import POLICY_NAME, default_settings_file, policy_file, read_config, read_file, trust_hint
from nlconnect.config.secret import Secret
from nlconnect.config.values import Config, HttpSettings, Login, McpSettings, Profile, Pull, Settings
from nlconnect.config.writing import add_login, add_profile, name_catalogue, remove_profile

__all__ = [
    "POLICY_NAME",
    "Config",
    "HttpSettings",
    "Login",
    "McpSettings",
    "Profile",
    "Pull",
    "Secret",
    "Settings",
    "add_login",
    "add_profile",
    "default_settings_file",
    "login_of",
    "name_catalogue",
    "policy_file",
    "read_config",
    "read_file",
    "remove_profile",
    "texts_of",
    "trust_hint",
]
