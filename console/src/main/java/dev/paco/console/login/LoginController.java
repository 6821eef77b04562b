package dev.paco.console.login;

import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;

/** The page to log in; what its form sends is Spring Security's. */
@Controller
class LoginController {

    @GetMapping("/login")
    String login() {
        return "login";
    }
}
