package dev.paco.console.user;

import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;

/** A user's own account. */
@Controller
class AccountController {

    @GetMapping("/account")
    String account() {
        return "account";
    }
}
