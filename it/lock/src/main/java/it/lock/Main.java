package it.lock;

import com.google.gson.Gson;

public final class Main {
    private Main() {}

    public static void main(String[] args) {
        System.out.println(new Gson().toJson(args));
    }
}
